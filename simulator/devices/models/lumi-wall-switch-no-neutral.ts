import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { groups } from '../../zcl/clusters/groups.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, serve } from '../../zcl/layout.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { Pressing } from '../behaviours/pressing.ts';
import { Switching } from '../behaviours/switching.ts';
import type { DeviceModel } from '../device-model.ts';
import { rememberStateAsOldLumi } from '../parts/lumi-power-outage-memory.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveGroups } from '../parts/serve-groups.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveOnOff } from '../parts/serve-on-off.ts';
import { wordSetting } from '../setting.ts';
import { lumiBasic, lumiListeningEndDevice } from './lumi-common.ts';

/** The relays' endpoints begin here, the buttons' there. */
const relayEndpoint = 2;
const buttonEndpoint = 4;
/** The relay that a button turns: its own. */
const ownRelay = [0x12, 0x22];
const buttonModes = [basic.attributes.lumiFirstButton, basic.attributes.lumiSecondButton] as const;
const oneGangModes = { 18: 'control_relay', 254: 'decoupled' } as const;
const twoGangModes = { 18: 'control_left_relay', 34: 'control_right_relay', 254: 'decoupled' } as const;

/** What differs between Aqara's D1 wall switches without a neutral wire. */
export interface NoNeutralSwitchFacts {
  modelId: string;
  product: string;
  summary: string;
  /** One for each gang; empty where there is only one. */
  sides: readonly string[];
}

/** Makes the model of a wall switch without a neutral wire: an end device that listens, with buttons as On/Off. */
export function noNeutralWallSwitch({ modelId, product, summary, sides }: NoNeutralSwitchFacts): DeviceModel {
  const facts = {
    applicationVersion: 24,
    hardwareVersion: 1,
    dateCode: '20190605',
    powerSource: powerSources.mainsSinglePhase,
    lumiFirstButton: 0x12,
    ...(sides.length > 1 ? { lumiSecondButton: 0x22 } : {}),
  };
  const relays = sides.map((_, index) => ({
    endpointId: relayEndpoint + index,
    deviceId: 0x0100,
    servers: [
      serve(groups, { nameSupport: 0 }),
      serve(onOff, { onOff: false }, { onOff: { minimumS: 0, maximumS: 0, change: null } }),
    ],
    outputClusterIds: [],
  }));
  const buttons = sides.map((_, index) => ({
    endpointId: buttonEndpoint + index,
    deviceId: 0x0000,
    servers: [serve(onOff, { onOff: false })],
    outputClusterIds: [0x0006],
  }));
  return {
    modelId,
    product,
    summary,
    ieeeAddressPrefix: '0x04cf8cdf',
    node: lumiListeningEndDevice,
    layout: defineLayout(
      [
        {
          endpointId: 1,
          deviceId: 0x0051,
          servers: [lumiBasic(modelId, facts), serve(identify, { identifyTime: 0 })],
          outputClusterIds: [0x000a, 0x0019],
        },
        ...relays,
        ...buttons,
      ],
      { reportsToCoordinator: true },
    ),
    settings: Object.fromEntries(
      sides.map((side, index) => [
        side === '' ? 'operation_mode' : `operation_mode_${side}`,
        wordSetting(1, buttonModes[index] ?? buttonModes[0], side === '' ? oneGangModes : twoGangModes),
      ]),
    ),
    assemble(assembly) {
      const { context, server } = assembly;
      const switchings = sides.map((side) => assembly.add(new Switching('off', side)));
      const record = assembly.add(new PowerRecord());
      const chip = assembly.add(new ChipTemperature(context, 6));
      const identifying = serveIdentify(assembly, 1);
      for (const [index, switching] of switchings.entries()) {
        serveGroups(assembly, relayEndpoint + index, identifying);
        serveOnOff(assembly, relayEndpoint + index, switching);
        const button = assembly.add(new Pressing(['single', 'hold', 'release'], sides[index]));
        const mode = buttonModes[index];
        button.onAction = (press) => {
          const turned = mode === undefined ? undefined : ownRelay.indexOf(Number(server.get(1, mode)));
          const relay = turned === undefined ? undefined : switchings[turned];
          if (press === 'single') relay?.turn(!relay.on, 'physics');
          // Off is held down, on is let go: a short press is told only when it is over.
          server.set(buttonEndpoint + index, onOff.attributes.onOff, press !== 'hold');
          server.report(buttonEndpoint + index, [onOff.attributes.onOff]);
        };
      }
      rememberStateAsOldLumi(assembly, 1, ...switchings);
      announceAsLumi(assembly, {
        attribute: basic.attributes.lumiHeartbeat,
        everyMs: mainsHeartbeatMs,
        tags: () => [
          [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
          [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
          ...switchings.map(({ on }, index) => [lumiTags.value1 + index, dataTypes.boolean, on] as const),
        ],
      });
    },
  };
}
