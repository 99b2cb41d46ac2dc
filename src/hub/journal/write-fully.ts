import { writeSync } from 'node:fs';
import { messageOf, ZigfleetError } from '../../common/zigfleet-error.ts';

const noRoomCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Writes all of the bytes at a place in a file, or says that it could not.
 * @throws ZigfleetError `journal-full` if there is no room, `internal` for any other fault of the disk. Part of the bytes
 * may have been written then.
 */
export function writeFully(fd: number, bytes: Uint8Array, position: number): void {
  try {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(fd, bytes, written, bytes.length - written, position + written);
    }
  } catch (error) {
    throw diskError(error, 'the hub cannot write to its data directory');
  }
}

/** A fault of the disk in this project's words. */
export function diskError(error: unknown, what: string): ZigfleetError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const message = `${what}: ${messageOf(error)}`;
  return new ZigfleetError(noRoomCodes.has(code) ? 'journal-full' : 'internal', message, { cause: error });
}
