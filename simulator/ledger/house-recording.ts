import { createHash } from 'node:crypto';
import { Lifecycle, type Service } from '../../src/common/lifecycle.ts';
import type { Logger } from '../../src/common/logger.ts';
import { softwareVersion } from '../../src/common/software-version.ts';
import { CaptureWriter } from '../capture/capture-writer.ts';
import type { HouseService } from '../house/house-service.ts';
import { houseFileLengthMax } from './ledger-entry.ts';
import { LedgerRecorder } from './ledger-recorder.ts';
import { LedgerWriter } from './ledger-writer.ts';
import type { TruthSink } from './truth-sink.ts';

export interface HouseRecordingOptions {
  house: HouseService;
  logger: Logger;
  /** Where the ledger goes; an existing one is continued by this run. Absent: none is kept. */
  ledgerPath?: string | undefined;
  /** Where the capture goes; what was there is replaced. Absent: none is made. */
  capturePath?: string | undefined;
  /** The text of the house file; absent without one. */
  houseFile?: string | undefined;
}

/**
 * Records a house that has started: its ledger, its capture, or both. Stop it after the house, so that the end is in
 * it too.
 */
export class HouseRecording implements Service {
  readonly #options: HouseRecordingOptions;
  readonly #lifecycle: Lifecycle;
  #recorder: LedgerRecorder | undefined;

  constructor(options: HouseRecordingOptions) {
    this.#options = options;
    this.#lifecycle = new Lifecycle(options.logger);
  }

  /** Where faults, stories and devices added later are told; undefined without a ledger. */
  get truth(): TruthSink | undefined {
    return this.#recorder;
  }

  /** @throws ZigfleetError `invalid-config` if a file cannot be written */
  async start(): Promise<void> {
    const { ledgerPath, capturePath } = this.#options;
    try {
      if (ledgerPath !== undefined) await this.#startLedger(ledgerPath);
      if (capturePath !== undefined) await this.#startCapture(capturePath);
    } catch (error) {
      await this.#lifecycle.stop();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#lifecycle.stop();
  }

  async #startLedger(path: string): Promise<void> {
    const { house, logger, houseFile } = this.#options;
    const { name, seed, clock } = house.house;
    const writer = new LedgerWriter({
      path,
      clock: house.clock,
      logger,
      run: {
        softwareVersion: softwareVersion(),
        houseName: name,
        houseDigest: houseFile === undefined ? '' : createHash('sha256').update(houseFile).digest('hex'),
        ...(houseFile !== undefined && houseFile.length <= houseFileLengthMax && { houseFile }),
        seed,
        clockStartMs: house.clock.now() - house.clock.monotonic(),
        clockSpeed: clock.speed,
      },
    });
    await this.#lifecycle.start('ledger', writer);
    const recorder = new LedgerRecorder(writer);
    this.#recorder = recorder;
    for (const radio of house.radioServices) {
      this.#lifecycle.onStop('ledger of a radio', recorder.observe(radio.network, radio.hub.id));
      for (const { entry, device } of radio.placed.values()) {
        recorder.addDevice({
          radioId: radio.hub.id,
          deviceId: entry.id,
          ieeeAddress: entry.ieeeAddress,
          modelId: entry.model.modelId,
          variables: device.variables,
        });
      }
    }
  }

  async #startCapture(path: string): Promise<void> {
    const { house, logger } = this.#options;
    const { name, seed } = house.house;
    const capture = new CaptureWriter({ path, logger, comment: `the virtual house "${name}", seed ${seed}` });
    await this.#lifecycle.start('capture', capture);
    for (const radio of house.radioServices) {
      this.#lifecycle.onStop('capture of a radio', capture.observe(radio.network, radio.hub.id));
    }
  }
}
