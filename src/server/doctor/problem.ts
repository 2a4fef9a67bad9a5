/** The doctor could not do its work; the message is one line for a person. */
export class DoctorProblem extends Error {
  override readonly name = 'DoctorProblem'
}
