/** Lines of a text as git counts them: separated by line feeds, no empty line after the last one. */

/** Knows where each line begins; made once for a text. */
export class LineIndex {
  readonly text: string;
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts: number[] = [];
    for (let at = 0; at < text.length; ) {
      starts.push(at);
      const feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length : feed + 1;
    }
    this.starts = starts;
  }

  /** 0 for the empty text; `a\nb` and `a\nb\n` have two lines. */
  get count(): number {
    return this.starts.length;
  }

  /** A line without its terminator (`\n` or `\r\n`); empty past the end. */
  line(index: number): string {
    const start = this.starts[index];
    if (start === undefined) return '';
    const text = this.text.slice(start, this.starts[index + 1] ?? this.text.length);
    return text.replace(/\r?\n$/, '');
  }
}
