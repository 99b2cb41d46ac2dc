import { Dimming, levelMax } from '../behaviours/dimming.ts';
import { Switching } from '../behaviours/switching.ts';
import { WhiteTuning } from '../behaviours/white-tuning.ts';
import type { DeviceAssembly } from '../device-assembly.ts';
import { serveGroups } from './serve-groups.ts';
import { serveIdentify } from './serve-identify.ts';
import { serveLevel } from './serve-level.ts';
import { serveOnOff } from './serve-on-off.ts';
import { serveWhiteTuning } from './serve-white-tuning.ts';

export interface LampOptions {
  /** At full. */
  lumens: number;
  /** Mireds, for a lamp of adjustable white. */
  whites?: { minimum: number; maximum: number };
}

/** A dimmable lamp on one endpoint, which lights its room. */
export function serveLamp(assembly: DeviceAssembly, endpointId: number, options: LampOptions) {
  const { context } = assembly;
  const switching = assembly.add(new Switching('on'));
  const dimming = assembly.add(new Dimming(context, switching));
  serveGroups(assembly, endpointId, serveIdentify(assembly, endpointId));
  serveOnOff(assembly, endpointId, switching);
  serveLevel(assembly, endpointId, dimming, switching);
  if (options.whites !== undefined) {
    serveWhiteTuning(assembly, endpointId, assembly.add(new WhiteTuning(context, options.whites)), switching);
  }
  lightRoom(assembly, switching, dimming, options.lumens);
  return { switching, dimming };
}

/** Lets a lamp give its light to its place. @param lumens - at full */
export function lightRoom(
  { context: { place } }: DeviceAssembly,
  switching: Switching,
  dimming: Dimming,
  lumens: number,
): void {
  if (place === undefined) return;
  const lamp = place.environment.lamp(place.name);
  const shine = () => lamp.setLumens(switching.on ? (lumens * dimming.brightness.value) / levelMax : 0);
  shine();
  switching.position.watch(shine);
  dimming.brightness.watch(shine);
}
