/** Telling a file that is not there from one that cannot be read. */

/** True for the errors with which a system says that a path names nothing. */
export function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
