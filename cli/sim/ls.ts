import { Argument, type Command } from 'commander';
import type { DeviceView, HouseView } from '../../simulator/control/house-view.ts';
import { formatTable } from '../../src/common/format-table.ts';
import { formatValues } from '../format-values.ts';
import { clientOf, createControlCommand } from './control-command.ts';
import { describeFault } from './fault.ts';

const sections = ['hubs', 'devices', 'rooms', 'people', 'doors', 'appliances', 'stories', 'faults'] as const;
type Section = (typeof sections)[number];
const usual: readonly Section[] = ['hubs', 'devices', 'rooms', 'people', 'stories', 'faults'];

type Table = readonly [columns: readonly string[], rows: readonly (readonly (string | number)[])[]];

/** `zigfleet sim ls`: what is in the house, and how it is now. */
export function createCommand(): Command {
  return createControlCommand('ls', 'Shows what is in the house, and how it is now.', [
    'ls',
    'ls devices',
    'ls doors appliances',
    'ls --json',
  ])
    .addArgument(new Argument('[what...]', 'only these').choices([...sections]))
    .action(async (what: Section[], options) => {
      const house = await clientOf(options).house();
      process.stdout.write(`${options.json ? jsonOf(house, what) : describe(house, what)}\n`);
    });
}

function jsonOf(house: HouseView, what: readonly Section[]): string {
  if (what.length === 0) return JSON.stringify(house);
  return JSON.stringify(Object.fromEntries(what.map((section) => [section, house[section]])));
}

function describe(house: HouseView, what: readonly Section[]): string {
  const speed = house.speed === 0 ? 'stepped' : `speed ${house.speed}`;
  const head = `${house.name}, ${house.time}, ${speed}`;
  const shown = what.length === 0 ? usual : what;
  const tables = shown.flatMap((section) => {
    const [columns, rows] = tableOf(house, section);
    if (rows.length > 0) return [formatTable(columns, rows)];
    return what.length === 0 ? [] : [`no ${section}`];
  });
  return [head, ...tables].join('\n\n');
}

function tableOf(house: HouseView, section: Section): Table {
  switch (section) {
    case 'hubs':
      return [
        ['hub', 'radio', 'program', 'network', 'joined'],
        house.hubs.map((hub) => [
          hub.id,
          hub.radio,
          hub.connected ? 'connected' : 'none',
          networkWord(hub),
          `${hub.joined}/${hub.devices}`,
        ]),
      ];
    case 'devices':
      return [
        ['device', 'model', 'room', 'hub', 'network', 'link', 'power', 'values'],
        house.devices.map(deviceRow),
      ];
    case 'rooms':
      return [
        ['room', '°C', '%', 'lx', 'people', 'notes'],
        house.rooms.map((room) => [
          room.id,
          room.temperature.toFixed(1),
          room.humidity.toFixed(0),
          room.illuminance,
          room.people.join(', '),
          hazardWords(room),
        ]),
      ];
    case 'people':
      return [
        ['person', 'where', 'doing'],
        house.people.map(({ name, place, activity, isWalking }) => [
          name,
          place,
          isWalking ? 'walking' : activity,
        ]),
      ];
    case 'doors':
      return [
        ['name', 'kind', 'between', 'stands'],
        house.doors.map(({ name, kind, places, openFraction, isBolted }) => [
          name,
          kind,
          places.join(' – '),
          openFraction > 0 ? `open ${Math.round(openFraction * 100)} %` : isBolted ? 'bolted' : 'shut',
        ]),
      ];
    case 'appliances':
      return [
        ['appliance', 'kind', 'room', 'plugged into'],
        house.appliances.map(({ id, kind, room, outlet }) => [id, kind, room, outlet ?? '']),
      ];
    case 'stories':
      return [
        ['story', 'state', 'step', 'about'],
        house.stories.map(({ id, state, step, steps, reason, description }) => [
          id,
          state,
          `${step}/${steps}`,
          reason ?? description,
        ]),
      ];
    default:
      return [['fault', 'target', 'until', 'settings'], house.faults.map(describeFault)];
  }
}

function networkWord({ running, permitsJoin, channel }: HouseView['hubs'][number]): string {
  if (!running) return 'down';
  return `channel ${channel}${permitsJoin ? ', open' : ''}`;
}

function deviceRow(device: DeviceView): string[] {
  const held = new Set(device.held);
  const values = Object.entries(device.values).map(([name, value]) => [
    held.has(name) ? `${name}!` : name,
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  ]);
  return [
    device.id,
    device.model,
    device.room ?? '',
    device.hub,
    device.joined ? `via ${device.parent ?? '?'}` : 'none',
    device.linkQuality === null ? '' : String(device.linkQuality),
    device.powered ? device.powerSource : device.powerCuts.join(', '),
    formatValues(Object.fromEntries(values)),
  ];
}

function hazardWords({ water, smoke, gas, mains }: HouseView['rooms'][number]): string {
  return [
    ...(water > 0 ? [`${water} mm of water`] : []),
    ...(smoke > 0 ? [`smoke ${smoke} dB/m`] : []),
    ...(gas > 0 ? [`gas ${gas} % LEL`] : []),
    ...(mains ? [] : ['no mains']),
  ].join(', ');
}
