import type { House } from '../../simulator/house/house.ts';
import type { ServerSentEvent } from '../../src/common/event-stream-parser.ts';
import type { DeviceResource } from '../api-client.ts';
import { formatValues } from '../format-values.ts';
import type { DemoDescription } from './demo-files.ts';
import { LiveTable } from './live-table.ts';

interface ReportEvent {
  ieeeAddress?: string;
  values?: Record<string, unknown>;
}

/** How the demo shows itself: a live table on a terminal, lines elsewhere, JSON for programs. */
export class DemoView {
  readonly #json: boolean;
  readonly #output: NodeJS.WriteStream;
  readonly #table: LiveTable | undefined;
  readonly #names: Map<string, { name: string; model: string; hub: string }>;

  constructor(house: House, output: NodeJS.WriteStream, json: boolean) {
    this.#json = json;
    this.#output = output;
    this.#table = output.isTTY && !json ? new LiveTable(output, Date.now) : undefined;
    const hubs = new Map(house.hubs.map((hub) => [hub.id, hub.name]));
    this.#names = new Map(
      house.devices.map((device) => [
        device.ieeeAddress,
        { name: device.name, model: device.model.modelId, hub: hubs.get(device.hubId) ?? device.hubId },
      ]),
    );
  }

  start(demo: DemoDescription, devices: readonly DeviceResource[]): void {
    if (this.#json) this.#writeJson({ type: 'ready', ...demo });
    for (const device of devices) {
      this.#addRow(device.ieeeAddress, device);
      for (const [trait, { value }] of Object.entries(device.reported)) {
        this.#table?.setValue(device.ieeeAddress, trait, shortText(value));
      }
    }
    this.#table?.start();
  }

  stop(): void {
    this.#table?.stop();
  }

  /** Progress, for people: above the table, or on standard error. */
  note(line: string): void {
    if (this.#table) this.#table.note(line);
    else process.stderr.write(`${line}\n`);
  }

  show({ type, data }: ServerSentEvent): void {
    const event = JSON.parse(data) as ReportEvent;
    if (this.#json) {
      this.#writeJson({ type, ...event });
      return;
    }
    const { ieeeAddress } = event;
    if (ieeeAddress === undefined) return;
    if (type === 'deviceLeft') this.#table?.remove(ieeeAddress);
    if (type !== 'traitReported') return;
    if (this.#table) {
      this.#addRow(ieeeAddress);
      for (const [trait, value] of Object.entries(event.values ?? {})) {
        this.#table.setValue(ieeeAddress, trait, shortText(value));
      }
    } else {
      const name = this.#names.get(ieeeAddress)?.name ?? ieeeAddress;
      this.#output.write(`${name}: ${formatValues(event.values ?? {})}\n`);
    }
  }

  #addRow(ieeeAddress: string, device?: DeviceResource): void {
    const row = this.#names.get(ieeeAddress);
    this.#table?.upsert(
      ieeeAddress,
      row ?? {
        name: device?.name ?? ieeeAddress,
        model: device?.descriptor.modelId ?? '',
        hub: device?.hubId ?? '',
      },
    );
  }

  #writeJson(document: unknown): void {
    this.#output.write(`${JSON.stringify(document)}\n`);
  }
}

function shortText(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toFixed(2)));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
