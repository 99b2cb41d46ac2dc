import { analogInput } from '../../zcl/clusters/analog-input.ts';
import { basic, powerSources } from '../../zcl/clusters/basic.ts';
import { multistateInput } from '../../zcl/clusters/binary.ts';
import { deviceTemperature } from '../../zcl/clusters/device-temperature.ts';
import { groups } from '../../zcl/clusters/groups.ts';
import { identify } from '../../zcl/clusters/identify.ts';
import { lumiSpecific } from '../../zcl/clusters/lumi-specific.ts';
import { onOff } from '../../zcl/clusters/on-off.ts';
import { dataTypes } from '../../zcl/data-types.ts';
import { defineLayout, type EndpointSpec, serve } from '../../zcl/layout.ts';
import { ChipTemperature } from '../behaviours/chip-temperature.ts';
import { PowerMetering } from '../behaviours/power-metering.ts';
import { PowerRecord } from '../behaviours/power-record.ts';
import { Pressing } from '../behaviours/pressing.ts';
import { Switching } from '../behaviours/switching.ts';
import type { DeviceModel } from '../device-model.ts';
import { rememberStateAsNewLumi } from '../parts/lumi-power-outage-memory.ts';
import { announceAsLumi, mainsHeartbeatMs } from '../parts/lumi-presence.ts';
import { lumiTags } from '../parts/lumi-tags.ts';
import { serveGroups } from '../parts/serve-groups.ts';
import { serveIdentify } from '../parts/serve-identify.ts';
import { serveOnOff } from '../parts/serve-on-off.ts';
import { servePowerAsAnalogInput } from '../parts/serve-power.ts';
import { wordSetting } from '../setting.ts';
import { lumiRouter } from './lumi-common.ts';

const powerEndpoint = 21;
const energyEndpoint = 31;
/** The buttons' endpoints begin here. */
const buttonEndpoint = 41;
const { attributes } = lumiSpecific;
const operationModes = { 0: 'decoupled', 1: 'control_relay' } as const;
const presses = { single: 1, double: 2 } as const;

/** What differs between Aqara's T1 wall switches with a neutral wire, which meter. */
export interface NeutralSwitchFacts {
  modelId: string;
  product: string;
  summary: string;
  /** One for each gang; empty where there is only one. */
  sides: readonly string[];
}

function gang(modelId: string, index: number): EndpointSpec {
  const first = [
    serve(basic, {
      zclVersion: 3,
      applicationVersion: 29,
      stackVersion: 2,
      hardwareVersion: 1,
      manufacturerName: 'LUMI',
      modelId,
      dateCode: 'Sep 16 2020',
      powerSource: powerSources.mainsSinglePhase,
    }),
    serve(deviceTemperature, { currentTemperature: 25 }),
  ];
  return {
    endpointId: index + 1,
    deviceId: 0x0100,
    servers: [
      ...(index === 0 ? first : []),
      serve(identify, { identifyTime: 0 }),
      serve(groups, { nameSupport: 0 }),
      serve(onOff, { onOff: false }, { onOff: { minimumS: 0, maximumS: 0, change: null } }),
      serve(lumiSpecific, {
        operationMode: 1,
        ...(index === 0
          ? {
              heartbeat: Buffer.alloc(0),
              powerOutageMemory: false,
              mode: 1,
              ledDisabledNight: false,
              flipIndicatorLight: 0,
            }
          : {}),
      }),
    ],
    outputClusterIds: index === 0 ? [0x000a, 0x0019] : [],
  };
}

/** Makes the model of a wall switch with a neutral wire. */
export function neutralWallSwitch({ modelId, product, summary, sides }: NeutralSwitchFacts): DeviceModel {
  const powerValue = {
    endpointId: powerEndpoint,
    deviceId: 0x0009,
    servers: [
      serve(analogInput, { presentValue: 0 }, { presentValue: { minimumS: 5, maximumS: 0, change: 2 } }),
    ],
    outputClusterIds: [],
  };
  const energyValue = {
    endpointId: energyEndpoint,
    deviceId: 0x0009,
    servers: [serve(analogInput, { presentValue: 0 })],
    outputClusterIds: [],
  };
  const buttons = sides.map((_, index) => ({
    endpointId: buttonEndpoint + index,
    deviceId: 0x0009,
    servers: [serve(multistateInput, { presentValue: 0 })],
    outputClusterIds: [],
  }));
  return {
    modelId,
    product,
    summary,
    ieeeAddressPrefix: '0x54ef4410',
    node: lumiRouter,
    layout: defineLayout(
      [...sides.map((_, index) => gang(modelId, index)), powerValue, energyValue, ...buttons],
      { reportsToCoordinator: true },
    ),
    settings: {
      led_disabled_night: wordSetting(1, attributes.ledDisabledNight, { 0: false, 1: true }),
      flip_indicator_light: wordSetting(1, attributes.flipIndicatorLight, { 0: 'OFF', 1: 'ON' }),
      ...Object.fromEntries(
        sides.map((side, index) => [
          side === '' ? 'operation_mode' : `operation_mode_${side}`,
          wordSetting(index + 1, attributes.operationMode, operationModes),
        ]),
      ),
    },
    assemble(assembly) {
      const { context, server } = assembly;
      const switchings = sides.map((side) => assembly.add(new Switching('off', side)));
      const metering = assembly.add(new PowerMetering(context, ...switchings));
      const record = assembly.add(new PowerRecord());
      for (const [index, switching] of switchings.entries()) {
        const endpointId = index + 1;
        serveGroups(assembly, endpointId, serveIdentify(assembly, endpointId));
        serveOnOff(assembly, endpointId, switching);
        const button = assembly.add(new Pressing(['single', 'double'], sides[index]));
        button.onAction = (press) => {
          const turnsRelay = server.get(endpointId, attributes.operationMode) !== 0;
          if (press === 'single' && turnsRelay) switching.turn(!switching.on, 'physics');
          const { presentValue } = multistateInput.attributes;
          server.set(buttonEndpoint + index, presentValue, presses[press]);
          server.report(buttonEndpoint + index, [presentValue]);
        };
      }
      rememberStateAsNewLumi(assembly, 1, ...switchings);
      servePowerAsAnalogInput(assembly, powerEndpoint, metering);
      const { presentValue } = analogInput.attributes;
      server.provide(energyEndpoint, presentValue, () => Math.fround(metering.energy.value));
      const chip = assembly.add(new ChipTemperature(context, 6));
      server.provide(1, deviceTemperature.attributes.currentTemperature, () => chip.celsius);
      announceAsLumi(assembly, {
        attribute: attributes.heartbeat,
        everyMs: mainsHeartbeatMs,
        tags: () => [
          [lumiTags.chipTemperature, dataTypes.int8, chip.celsius],
          [lumiTags.powerOutages, dataTypes.uint16, record.outages + 1],
          ...switchings.map(({ on }, index) => [lumiTags.value1 + index, dataTypes.boolean, on] as const),
          [lumiTags.energy, dataTypes.float32, metering.energy.value],
          [lumiTags.mainsVoltage, dataTypes.float32, metering.volts * 10],
          [lumiTags.current, dataTypes.float32, metering.amperes * 1000],
          [lumiTags.power, dataTypes.float32, metering.power.value],
        ],
      });
    },
  };
}
