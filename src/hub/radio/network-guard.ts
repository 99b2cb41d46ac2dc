import { createRequire } from 'node:module';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** What the guard needs to know before the library decides what to do with the coordinator's network. */
export interface NetworkPolicy {
  /** How many devices are joined to our network as far as we know. */
  knownDevices(): number;
  /** Give up the coordinator's present network for ours. */
  overwriteNetwork: boolean;
}

/** The part of zigbee-herdsman's Z-Stack start-up that decides; version 11.1.1. */
interface ZnpAdapterManager {
  determineStrategy(): Promise<'startup' | 'restoreBackup' | 'startCommissioning'>;
  options: { version: number };
  nv: { readItem(id: number, offset: number, structure: unknown): Promise<unknown> };
}

interface LibraryParts {
  prototype: ZnpAdapterManager;
  nvItems: { NIB: number; ZNP_HAS_CONFIGURED_ZSTACK1: number; ZNP_HAS_CONFIGURED_ZSTACK3: number };
  structs: { nib: unknown; hasConfigured: unknown };
}

const zStack12 = 0;
let policy: NetworkPolicy | undefined;
let installed = false;

/**
 * zigbee-herdsman forms a network anew, without asking, where the coordinator has none or another one than configured:
 * then all devices of the old network are lost, be they ours or those of somebody's other program. It has no hook to
 * refuse that, so its decision is wrapped here. There is one Controller in a process (its state is static), and so one
 * policy. Other adapters than Z-Stack are not guarded.
 */
export function guardNetwork(next: NetworkPolicy): void {
  policy = next;
  if (installed) return;
  installed = true;
  const parts = libraryParts();
  const decide = parts.prototype.determineStrategy;
  parts.prototype.determineStrategy = async function guarded(this: ZnpAdapterManager) {
    const strategy = await decide.call(this);
    if (strategy === 'startup' || !policy || policy.overwriteNetwork) return strategy;
    if (await holdsNetwork(this, parts)) {
      throw new ZigfleetError(
        'radio',
        'The coordinator holds another Zigbee network than this hub. Starting would erase that network: its devices would have to be joined again. Use the coordinator that belongs to this hub, or give up the other network with --overwrite-network.',
      );
    }
    const known = policy.knownDevices();
    if (strategy === 'startCommissioning' && known > 0) {
      throw new ZigfleetError(
        'radio',
        `The coordinator has no network and there is no backup of it, but ${known} devices are joined to this hub. Forming the network anew would lose them. Put coordinator_backup.json back, or start anew with --overwrite-network.`,
        { context: { knownDevices: known } },
      );
    }
    return strategy;
  };
}

async function holdsNetwork(
  manager: ZnpAdapterManager,
  { nvItems, structs }: LibraryParts,
): Promise<boolean> {
  const item =
    manager.options.version === zStack12
      ? nvItems.ZNP_HAS_CONFIGURED_ZSTACK1
      : nvItems.ZNP_HAS_CONFIGURED_ZSTACK3;
  const configured = (await manager.nv.readItem(item, 0, structs.hasConfigured)) as
    | { isConfigured(): boolean }
    | null
    | undefined;
  const network = await manager.nv.readItem(nvItems.NIB, 0, structs.nib);
  return Boolean(configured?.isConfigured() && network);
}

/** CommonJS modules inside the library; their declarations do not tell what is private to the package. */
function libraryParts(): LibraryParts {
  const require = createRequire(import.meta.url);
  const inside = 'zigbee-herdsman/dist/adapter/z-stack';
  return {
    prototype: require(`${inside}/adapter/manager.js`).ZnpAdapterManager.prototype,
    nvItems: require(`${inside}/constants/common.js`).NvItemsIds,
    structs: require(`${inside}/structs/index.js`),
  };
}
