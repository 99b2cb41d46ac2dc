import type { NodeDescription } from '../network/application.ts';
import type { ServerLayout } from '../zcl/layout.ts';
import type { DeviceAssembly } from './device-assembly.ts';
import type { Setting } from './setting.ts';

/** A kind of device: everything that all of them have in common. One file each under `models`. */
export interface DeviceModel {
  /** As the device says it in Basic: `lumi.weather`. */
  modelId: string;
  /** What is printed on the box. */
  product: string;
  /** One line, for people. */
  summary: string;
  /** The first hex digits of its IEEE addresses: the maker's block. */
  ieeeAddressPrefix: `0x${string}`;
  node: Omit<NodeDescription, 'endpoints'>;
  layout: ServerLayout;
  /** What it can be set to beyond what it does, by the trait's name. */
  settings?: Readonly<Record<string, Setting>>;
  /** How often it asks its parent for messages while it sleeps, milliseconds; absent: only to be remembered. */
  pollEveryMs?: number;
  /** Gives one device its behaviours and ties them to its clusters. */
  assemble(assembly: DeviceAssembly): void;
}
