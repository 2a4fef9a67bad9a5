export function serveFiles(
  directory: string,
  options?: { port?: number; prefix?: string },
): Promise<{ url: string; stop: () => Promise<void> }>
