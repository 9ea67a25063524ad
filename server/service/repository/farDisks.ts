/** Which files lie on another machine: they may keep whoever looks at them waiting for ever, and tell nothing of changes. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Linux's numbers of file systems that live elsewhere: NFS, SMB (three ages), 9P, FUSE, Ceph, AFS, VirtualBox. */
const elsewhere = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x00c36400, 0x5346414f, 0x786f4256,
]);

/** Linux watches a file system of another machine without complaint, and then never says a word. */
export function isFar(directory: string): boolean {
  return process.platform === 'linux' && isElsewhere(directory) === true;
}

/** Whether a file, there or not, surely lies on a disk of this machine. Other systems than Linux don't tell. */
export function isNear(path: string): boolean {
  if (process.platform !== 'linux') return false;
  for (let at = path; ; at = dirname(at)) {
    const far = isElsewhere(at);
    if (far !== null) return !far;
    if (dirname(at) === at) return false;
  }
}

/** Null where there is nothing of that name, or it can't be said. */
function isElsewhere(path: string): boolean | null {
  try {
    return elsewhere.has(statfsSync(path).type);
  } catch {
    return null;
  }
}
