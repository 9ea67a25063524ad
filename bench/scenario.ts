/** What the runner needs to know of a scenario, and what a scenario is given. */
import type { Report } from './report.ts';

export interface Scenario {
  /** As on the command line, and the section's heading in results.md. */
  readonly name: string;
  /** What is measured, and which options there are. */
  readonly summary: string;
  run(options: ScenarioOptions): Promise<Report>;
}

export interface ScenarioOptions {
  /** The value of `--<name>=<number>`. */
  number(name: string, fallback: number): number;
  /** The values of all `--<name>=<text>`. */
  texts(name: string): readonly string[];
  /** Whether `--<name>` is there. */
  flag(name: string): boolean;
  /** The project's folder. */
  readonly top: string;
  /** Tells whoever waits at the terminal how far it has come. */
  say(message: string): void;
}
