/** Percent encoding, and templates of URLs that are filled with nothing but encoded values. */

/** A segment of a URL's path, as UTF-8. Tildes and the like stay readable. */
export function encodeSegment(segment: string): string {
  return encodeURIComponent(segment)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%40', '@')
    .replaceAll('%2B', '+');
}

/** A path in a repository (bytes as a latin1 string), byte by byte, its slashes kept. */
export function encodePath(path: string): string {
  return path.replace(
    /[^A-Za-z0-9\-._~/]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A template with `{name}` where values go; null when a value is missing or what comes out is no web address. */
export function fillUrl(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string | null {
  let isWhole = true;
  const url = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole && isWebAddress(url) ? url : null;
}

/** Printable ASCII that nothing breaks out of, on a host without user or password. */
export function isWebAddress(url: string): boolean {
  if (url.length > 8000 || !/^https?:\/\/[^/@?#]+(?:[/?#]|$)/.test(url)) return false;
  return /^[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/.test(url) && URL.canParse(url);
}
