/** One check: a command, and how to read from its output how much it looked at. */
export interface Step {
  readonly name: string
  readonly command: readonly [tool: string, ...options: ReadonlyArray<string>]
  /** With a group: the number it captures. Without, as a global pattern: the number of matches. */
  readonly looked: RegExp
  readonly unit: string
}
