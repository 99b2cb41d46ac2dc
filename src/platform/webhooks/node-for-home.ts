/**
 * The node to which a home falls, the same wherever it is asked: the highest of what home and node give together. When a
 * node comes or goes only its own homes move (rendezvous hashing).
 */
export function nodeFor(homeId: string, nodeIds: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestScore = -1;
  for (const nodeId of nodeIds) {
    const score = hashOf(`${nodeId} ${homeId}`);
    if (score > bestScore || (score === bestScore && nodeId < (best ?? ''))) {
      best = nodeId;
      bestScore = score;
    }
  }
  return best;
}

/** 32-bit FNV-1a with a final mix, so that ids that differ in one character end far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
