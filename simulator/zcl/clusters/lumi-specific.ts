import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';
import { lumiManufacturerCode } from './basic.ts';

/** Lumi's private cluster on newer devices. */
export const lumiSpecific = defineCluster(0xfcc0, 'lumiSpecific', {
  mode: [0x0009, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Tagged values, as the older devices have them under Basic's 0xFF01. */
  heartbeat: [0x00f7, dataTypes.octetString, 'rp', lumiManufacturerCode],
  /** Wall switch: 1 its light is on while the relay is off */
  flipIndicatorLight: [0x00f0, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Presence sensor: 1 low, 2 medium, 3 high */
  motionSensitivity: [0x010c, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Somebody is there (1) or nobody (0). */
  presence: [0x0142, dataTypes.uint8, 'rp', lumiManufacturerCode],
  /** What happened: 0 enter, 1 leave, 6 approach, 7 away */
  presenceEvent: [0x0143, dataTypes.uint8, 'rp', lumiManufacturerCode],
  /** 0 undirected, 1 left and right */
  monitoringMode: [0x0144, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** 0 far, 1 medium, 2 near */
  approachDistance: [0x0146, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Presence sensor: creates or deletes one of its regions */
  regionOrder: [0x0150, dataTypes.octetString, 'rw', lumiManufacturerCode],
  /** Which region, and what: 1 enter, 2 leave, 4 occupied, 8 unoccupied */
  regionEvent: [0x0151, dataTypes.octetString, 'rp', lumiManufacturerCode],
  /** Written 1: the room counts as empty */
  resetPresence: [0x0157, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Wall switch: 0 the button is cut from the relay, 1 it turns the relay */
  operationMode: [0x0200, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Wall switch: no light by night */
  ledDisabledNight: [0x0203, dataTypes.boolean, 'rw', lumiManufacturerCode],
  /** Radiator thermostat: 0 off, 1 heat */
  systemMode: [0x0271, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  /** 0 manual, 1 auto, 2 away, 3 it is not set up yet */
  preset: [0x0272, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  windowDetection: [0x0273, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  valveDetection: [0x0274, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  childLock: [0x0277, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  /** 0.01 °C */
  awayTemperature: [0x0279, dataTypes.uint32, 'rwp', lumiManufacturerCode],
  /** The valve does not do what it is told */
  valveAlarm: [0x0275, dataTypes.uint8, 'rp', lumiManufacturerCode],
  schedule: [0x027d, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  scheduleSettings: [0x0276, dataTypes.octetString, 'rw', lumiManufacturerCode],
  /** Written 1: finds its valve's ends anew */
  calibrate: [0x0270, dataTypes.uint8, 'rw', lumiManufacturerCode],
  /** Frames about a sensor elsewhere */
  sensorLink: [0xfff2, dataTypes.octetString, 'rw', lumiManufacturerCode],
  windowOpen: [0x027a, dataTypes.uint8, 'rp', lumiManufacturerCode],
  calibrated: [0x027b, dataTypes.uint8, 'rp', lumiManufacturerCode],
  /** 0 internal, 1 external */
  temperatureSensor: [0x027e, dataTypes.uint8, 'rwp', lumiManufacturerCode],
  /** % */
  batteryPercentage: [0x040a, dataTypes.uint8, 'rp', lumiManufacturerCode],
  /** After a power cut: back to the last state (true) or on (false). */
  powerOutageMemory: [0x0201, dataTypes.boolean, 'rw', lumiManufacturerCode],
});
