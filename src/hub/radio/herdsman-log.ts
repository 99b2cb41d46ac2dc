import type { Logger } from '../../common/logger.ts';

/** The shape in which zigbee-herdsman and its converters take a logger. */
export interface HerdsmanLog {
  debug(message: string | (() => string), namespace: string): void;
  info(message: string | (() => string), namespace: string): void;
  warning(message: string | (() => string), namespace: string): void;
  error(message: string | (() => string), namespace: string): void;
}

/** Requests of the serial protocol that carry key material in their payload. */
const keyCarriers = /\b(osalNv\w*|nvRead|nvWrite|nvUpdate|bdbAddInstallCode|\w*[kK]ey\w*)\b/;

const lineNamespace = 'zh:adapter:transport';

/**
 * Passes the library's logs on. Its `info` tells each step of its own, which is `debug` here; its `error` mostly tells
 * of one frame or one device that failed, which nobody must act upon: it is `warn` here.
 */
export function herdsmanLog(logger: Logger): HerdsmanLog {
  const write = (usual: 'debug' | 'warn') => (message: string | (() => string), namespace: string) => {
    // The state of the line is told by the radio itself, once.
    const level = namespace === lineNamespace ? 'debug' : usual;
    if (!logger.isLevelEnabled(level)) return;
    const text = typeof message === 'function' ? message() : message;
    logger[level]({ library: namespace }, redactKeys(text));
  };
  return { debug: write('debug'), info: write('debug'), warning: write('warn'), error: write('warn') };
}

/** Takes out what is or may be a key: the library writes network keys into its messages. */
export function redactKeys(message: string): string {
  const redacted = message
    .replaceAll(/\b[0-9a-f]{32}\b/gi, '[redacted]')
    .replaceAll(/(\d{1,3}, ?){15}\d{1,3}/g, '[redacted]');
  const carrier = keyCarriers.exec(redacted);
  return carrier ? `${redacted.slice(0, carrier.index + carrier[0].length)} [redacted]` : redacted;
}
