/** Something the person at the keyboard can put right. The message is one line and says how. */
export class StackProblem extends Error {
  override readonly name = 'StackProblem'
}
