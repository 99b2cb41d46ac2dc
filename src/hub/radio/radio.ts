import type { CommandFailure } from '../../devices/command-failure.ts';
import type {
  BindingFindings,
  GroupFindings,
  NetworkMap,
  ReportingFindings,
} from '../../devices/command-findings.ts';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import type { IeeeAddress } from '../../devices/ieee-address.ts';
import type { Binding, ReportingRule } from '../../devices/radio-operation.ts';
import type { TraitValues } from '../../devices/trait.ts';

/** A device as the radio knows it. */
export interface RadioDevice {
  descriptor: DeviceDescriptor;
  /** 16 bits; may change at any time: never a key. */
  networkAddress: number;
  /** When it was last heard, milliseconds since the Unix epoch; undefined if not since it joined. */
  lastSeenMs: number | undefined;
}

/** Values that a device reported, by trait name. */
export interface RadioReport {
  ieeeAddress: IeeeAddress;
  values: TraitValues;
  /** The hub's wall clock, milliseconds since the Unix epoch. */
  observedAtMs: number;
  /** 0 to 255 as the coordinator heard it. */
  linkQuality: number | undefined;
}

/** What happens on the radio. Listeners must not throw and must not block: they run between two frames. */
export interface RadioListener {
  /** The link to the coordinator works, or does not any more. */
  linkChanged(up: boolean): void;
  /** A device was interviewed, or its descriptor or network address is another now. */
  deviceChanged(device: RadioDevice, joined: boolean): void;
  deviceLeft(ieeeAddress: IeeeAddress): void;
  /** Something was heard of the device, with or without values in it. */
  deviceHeard(ieeeAddress: IeeeAddress): void;
  reported(report: RadioReport): void;
}

/** An operation of the radio failed; `failure` is what whoever asked is told. */
export class RadioError extends Error {
  readonly failure: CommandFailure;

  constructor(failure: CommandFailure, cause?: unknown) {
    super(failure.detail, cause === undefined ? undefined : { cause });
    this.name = 'RadioError';
    this.failure = failure;
  }
}

/**
 * The hub's radio, in the words of the domain. Operations fail with `RadioError`; while the link to the coordinator is
 * down they fail at once with `radio-down`. Reading and writing traits of one device waits for its turn.
 */
export interface Radio {
  /** Whether the link to the coordinator works. */
  readonly isUp: boolean;
  /** All known devices without the coordinator, interviewed or not. Empty until the link was up once. */
  devices(): RadioDevice[];
  /**
   * Starts trying to reach the coordinator, and goes on trying until stopped. Resolves once the link is up for the
   * first time or the attempt failed in a way that trying again may mend.
   * @throws ZigfleetError `radio` if trying again cannot help: the coordinator holds another network
   */
  start(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  /**
   * Lets devices join.
   * @param durationS - 0 closes, at most 254 (Zigbee specification r22, 2.4.3.3.7)
   * @param via - only through this router; undefined for everywhere
   */
  permitJoin(durationS: number, via?: IeeeAddress): Promise<void>;
  /** Interviews the device again and configures it. */
  interview(ieeeAddress: IeeeAddress): Promise<void>;
  /** Tells the device to leave; with `force` forgets it even if it does not answer. */
  remove(ieeeAddress: IeeeAddress, force: boolean): Promise<void>;
  /**
   * Sets traits.
   * @param patienceMs - how long the frame may wait for a sleeping device that promised to check in
   * @returns the values that the device confirmed; more or fewer than were set
   */
  set(ieeeAddress: IeeeAddress, values: TraitValues, patienceMs: number): Promise<TraitValues>;
  /** Asks the device for values. @returns what it answered */
  get(ieeeAddress: IeeeAddress, traits: readonly string[], patienceMs: number): Promise<TraitValues>;
  /** Asks the device for a sign of life, once, without recovery. */
  ping(ieeeAddress: IeeeAddress): Promise<void>;
  /** Asks all routers and the coordinator for their tables. Takes seconds to minutes. */
  networkMap(): Promise<NetworkMap>;
  bindings(ieeeAddress: IeeeAddress): Promise<BindingFindings>;
  /** @returns the binding table after it */
  writeBinding(ieeeAddress: IeeeAddress, binding: Binding, how: 'bind' | 'unbind'): Promise<BindingFindings>;
  /** Without attributes: all that the hub has configured there. */
  reporting(
    ieeeAddress: IeeeAddress,
    query: { endpointId: number | null; cluster: string | null; attributes: readonly string[] },
  ): Promise<ReportingFindings>;
  /** @returns what the device has of it after that */
  configureReporting(
    ieeeAddress: IeeeAddress,
    order: { endpointId: number; cluster: string; rules: ReportingRule[] },
  ): Promise<ReportingFindings>;
  /** Makes these devices, and no others, the members of a Zigbee group, as far as they can be in one. */
  setGroupMembers(groupId: number, members: readonly IeeeAddress[]): Promise<GroupFindings>;
  /** Sets traits of the members of a group: `members` are all of them, with no values for whom the order is not meant. */
  setGroup(
    groupId: number,
    members: readonly { ieeeAddress: IeeeAddress; values: TraitValues }[],
    patienceMs: number,
  ): Promise<GroupFindings>;
}
