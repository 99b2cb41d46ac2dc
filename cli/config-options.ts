import { type Command, Option } from 'commander';
import type { Static, TObject } from 'typebox';
import { configProperties, optionName, readConfig } from '../src/common/config.ts';

/** Adds an option for each property of a configuration schema. */
export function addConfigOptions(command: Command, schema: TObject): Command {
  for (const [property, annotations] of configProperties(schema)) {
    const isFlag = 'type' in annotations && annotations.type === 'boolean';
    const value = isFlag ? '' : ` <${annotations.placeholder ?? property}>`;
    const notes = [
      ...(annotations.default === undefined || isFlag ? [] : [`default: ${String(annotations.default)}`]),
      ...(annotations.env ? [`env: ${annotations.env}`] : []),
    ];
    const suffix = notes.length > 0 ? ` (${notes.join(', ')})` : '';
    command.addOption(
      new Option(`${optionName(property, annotations)}${value}`, `${annotations.description ?? ''}${suffix}`),
    );
  }
  return command;
}

/** The configuration from the options that `addConfigOptions` added, then the environment, then the defaults. */
export function configFromOptions<T extends TObject>(command: Command, schema: T): Readonly<Static<T>> {
  const given = command.opts<Record<string, unknown>>();
  const byProperty = configProperties(schema).map(([property, annotations]) => {
    const attribute = new Option(optionName(property, annotations)).attributeName();
    return [property, given[attribute]] as const;
  });
  return readConfig(schema, Object.fromEntries(byProperty), process.env);
}
