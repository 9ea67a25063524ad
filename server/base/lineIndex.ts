/** Lines of a text as git counts them: separated by line feeds, no empty line after the last one. */

/** Knows where each line begins, as far as it has been asked: nobody waits for the end of a long text who looks at its beginning. */
export class LineIndex {
  readonly text: string;
  /** Of the lines found so far. */
  private readonly starts: number[] = [];
  /** Where the next line begins, if there is one. */
  private next = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** 0 for the empty text; `a\nb` and `a\nb\n` have two lines. */
  get count(): number {
    this.findUpTo(Number.POSITIVE_INFINITY);
    return this.starts.length;
  }

  /** A line without its terminator (`\n` or `\r\n`); empty past the end. */
  line(index: number): string {
    this.findUpTo(index + 1);
    const start = this.starts[index];
    if (start === undefined) return '';
    const text = this.text.slice(start, this.starts[index + 1] ?? this.text.length);
    return text.replace(/\r?\n$/, '');
  }

  private findUpTo(index: number): void {
    const { text, starts } = this;
    while (starts.length <= index && this.next < text.length) {
      starts.push(this.next);
      const feed = text.indexOf('\n', this.next);
      this.next = feed < 0 ? text.length : feed + 1;
    }
  }
}
