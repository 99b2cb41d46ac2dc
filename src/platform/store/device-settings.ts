import type { IfMatch } from '../domain/tagged.ts';

/** How people have set a device up, as it is stored under its address. */
export interface DeviceSettings {
  name?: string;
  icon?: string;
  /** Grows with every change, that of the room included. */
  version: number;
}

/** @param json - undefined or empty for a device that nobody has set up */
export function parseSettings(json: string | undefined): DeviceSettings {
  return json ? (JSON.parse(json) as DeviceSettings) : { version: 0 };
}

/** A device's tag is `settings.values`: a report of its temperature is no reason to refuse it another name. */
export function settingsTags(ifMatch: IfMatch): string {
  return (ifMatch ?? '')
    .split(',')
    .map((tag) => tag.split('.', 1)[0])
    .join(',');
}
