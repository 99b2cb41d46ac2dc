import type { Controller } from 'zigbee-herdsman';
import { type Definition, findByDevice, type OnEvent, setLogger, type Tz } from 'zigbee-herdsman-converters';

const quiet = () => undefined;
setLogger({ debug: quiet, info: quiet, warning: quiet, error: quiet });

type Values = Record<string, unknown>;
/** What of a message matters here. */
interface Message {
  device: { ieeeAddr: string };
  cluster: string | number;
  type: string;
}

/** What stock zigbee-herdsman-converters make of the devices of a controller: no code of this project in between. */
export class ConvertedDevices {
  readonly #controller: Controller;
  readonly #values = new Map<string, Values>();
  /** Every message as it came, newest last. */
  readonly messages: {
    ieeeAddress: string;
    cluster: string | number;
    type: string;
    atMs: number;
    values: Values;
  }[] = [];
  readonly failures: unknown[] = [];

  constructor(controller: Controller) {
    this.#controller = controller;
    controller.on('message', (event) => {
      this.#convert(event).catch((error: unknown) => this.failures.push(error));
    });
  }

  async definition(ieeeAddress: string): Promise<Definition & { generated?: boolean }> {
    const definition = await findByDevice(this.#device(ieeeAddress), true);
    if (definition === undefined) throw new Error(`no definition for ${ieeeAddress}`);
    return definition;
  }

  /** As Zigbee2MQTT does after the interview. */
  async configure(ieeeAddress: string): Promise<void> {
    const [coordinator] = this.#controller.getDevicesByType('Coordinator');
    const endpoint = coordinator?.getEndpoint(1);
    if (endpoint === undefined) throw new Error('the coordinator has no endpoint 1');
    const definition = await this.definition(ieeeAddress);
    const device = this.#device(ieeeAddress);
    await definition.onEvent?.({
      type: 'start',
      data: { device, deviceExposesChanged: quiet, options: {}, state: {} },
    } as OnEvent.Event);
    await definition.configure?.(device, endpoint, definition);
  }

  /** All values that the device has told so far. */
  values(ieeeAddress: string): Values {
    return this.#values.get(ieeeAddress) ?? {};
  }

  /** Sets one, by the definition's own converter. */
  async set(ieeeAddress: string, key: string, value: unknown): Promise<void> {
    const { converter, endpoint, meta } = await this.#toZigbee(ieeeAddress, key, value);
    if (converter.convertSet === undefined) throw new Error(`${key} cannot be set`);
    await converter.convertSet(endpoint, key, value, meta);
  }

  /** Asks for one: the answer comes as a message. */
  async get(ieeeAddress: string, key: string): Promise<void> {
    const { converter, endpoint, meta } = await this.#toZigbee(ieeeAddress, key, undefined);
    if (converter.convertGet === undefined) throw new Error(`${key} cannot be read`);
    await converter.convertGet(endpoint, key, meta);
  }

  async #toZigbee(ieeeAddress: string, key: string, value: unknown) {
    const device = this.#device(ieeeAddress);
    const endpoint = device.getEndpoint(1);
    const mapped = await this.definition(ieeeAddress);
    const converter = mapped.toZigbee.find((candidate) => candidate.key?.includes(key));
    if (endpoint === undefined || converter === undefined) throw new Error(`${mapped.model} has no ${key}`);
    const state = this.values(ieeeAddress);
    const meta = {
      message: { [key]: value },
      device,
      mapped,
      options: {},
      state,
      publish: () => undefined,
      endpoint_name: undefined,
    } as unknown as Tz.Meta;
    return { converter, endpoint, meta };
  }

  async #convert(message: Message): Promise<void> {
    const ieeeAddress = message.device.ieeeAddr;
    const definition = await findByDevice(this.#device(ieeeAddress));
    const values: Values = {};
    for (const converter of definition?.fromZigbee ?? []) {
      const types: readonly string[] = [converter.type].flat();
      if (converter.cluster !== message.cluster || !types.includes(message.type)) continue;
      const meta = {
        state: this.values(ieeeAddress),
        device: this.#device(ieeeAddress),
        deviceExposesChanged: quiet,
      };
      const convert = converter.convert as (...parameters: unknown[]) => unknown;
      Object.assign(values, await convert(definition, message, quiet, {}, meta));
    }
    this.#values.set(ieeeAddress, { ...this.values(ieeeAddress), ...values });
    const { cluster, type } = message;
    this.messages.push({ ieeeAddress, cluster, type, atMs: performance.now(), values });
  }

  #device(ieeeAddress: string) {
    const device = this.#controller.getDeviceByIeeeAddr(ieeeAddress);
    if (device === undefined) throw new Error(`no device ${ieeeAddress}`);
    return device;
  }
}
