import type { DeviceModel } from '../device-model.ts';
import { heimanSmokeSensorEm } from './heiman-smoke-sensor-em.ts';
import { heimanWaterSensorEm } from './heiman-water-sensor-em.ts';
import { ikeaE1743 } from './ikea-e1743.ts';
import { ikeaFyrtur } from './ikea-fyrtur.ts';
import { ikeaLed1545g12 } from './ikea-led1545g12.ts';
import { ikeaLed1623g12 } from './ikea-led1623g12.ts';
import { innrSp240 } from './innr-sp240.ts';
import { lumiAirrtcAgl001 } from './lumi-airrtc-agl001.ts';
import { lumiCurtainHagl04 } from './lumi-curtain-hagl04.ts';
import { lumiLightCwac02 } from './lumi-light-cwac02.ts';
import { lumiLockAcn02 } from './lumi-lock-acn02.ts';
import { lumiMotionAc01 } from './lumi-motion-ac01.ts';
import { lumiPlug } from './lumi-plug.ts';
import { lumiRemoteB186acn01 } from './lumi-remote-b186acn01.ts';
import { lumiSenIllMgl01 } from './lumi-sen-ill-mgl01.ts';
import { lumiSensorCubeAqgl01 } from './lumi-sensor-cube-aqgl01.ts';
import { lumiSensorMagnetAq2 } from './lumi-sensor-magnet-aq2.ts';
import { lumiSensorMotion } from './lumi-sensor-motion.ts';
import { lumiSensorMotionAq2 } from './lumi-sensor-motion-aq2.ts';
import { lumiSensorNatgas } from './lumi-sensor-natgas.ts';
import { lumiSensorSmoke } from './lumi-sensor-smoke.ts';
import { lumiSensorWleakAq1 } from './lumi-sensor-wleak-aq1.ts';
import { lumiSwitchB1lacn02 } from './lumi-switch-b1lacn02.ts';
import { lumiSwitchB1nacn01 } from './lumi-switch-b1nacn01.ts';
import { lumiSwitchB2lacn02 } from './lumi-switch-b2lacn02.ts';
import { lumiSwitchB2nacn01 } from './lumi-switch-b2nacn01.ts';
import { lumiVibrationAq1 } from './lumi-vibration-aq1.ts';
import { lumiWeather } from './lumi-weather.ts';
import { owonAc201 } from './owon-ac201.ts';
import { robbRob200011 } from './robb-rob-200-011.ts';
import { sonoffSnzb01 } from './sonoff-snzb-01.ts';
import { sonoffSnzb02 } from './sonoff-snzb-02.ts';
import { sonoffSnzb03 } from './sonoff-snzb-03.ts';
import { sonoffSnzb04 } from './sonoff-snzb-04.ts';
import { yaleYrd226 } from './yale-yrd226.ts';
import { zen01 } from './zen-01.ts';

/** Every model that there is, by its model id. */
export const deviceModels: ReadonlyMap<string, DeviceModel> = new Map(
  [
    heimanSmokeSensorEm,
    heimanWaterSensorEm,
    ikeaE1743,
    ikeaFyrtur,
    ikeaLed1545g12,
    ikeaLed1623g12,
    innrSp240,
    lumiAirrtcAgl001,
    lumiCurtainHagl04,
    lumiLightCwac02,
    lumiLockAcn02,
    lumiMotionAc01,
    lumiPlug,
    lumiRemoteB186acn01,
    lumiSenIllMgl01,
    lumiSensorCubeAqgl01,
    lumiSensorMagnetAq2,
    lumiSensorMotion,
    lumiSensorMotionAq2,
    lumiSensorNatgas,
    lumiSensorSmoke,
    lumiSensorWleakAq1,
    lumiSwitchB1lacn02,
    lumiSwitchB1nacn01,
    lumiSwitchB2lacn02,
    lumiSwitchB2nacn01,
    lumiVibrationAq1,
    lumiWeather,
    owonAc201,
    robbRob200011,
    sonoffSnzb01,
    sonoffSnzb02,
    sonoffSnzb03,
    sonoffSnzb04,
    yaleYrd226,
    zen01,
  ].map((model) => [model.modelId, model]),
);
