/** A part of the page's program did not arrive: the network, or a newer build took its place. */
export class ChunkFailure extends Error {
  override readonly name = 'ChunkFailure'
  constructor(cause: unknown) {
    super('A part of Hubscope did not arrive.', { cause })
  }
}

/** Loads a part of the program; throws `ChunkFailure`. */
export async function loadChunk<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    throw new ChunkFailure(cause)
  }
}
