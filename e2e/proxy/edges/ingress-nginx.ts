import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nginxConfiguration } from '../ingress-nginx/controller.ts'
import type { Edge } from './edge.ts'
import { mainFile, nginx } from './nginx.ts'

const files: Edge['files'] = ['ingress.yaml', 'controller.yaml']

/** The nginx of the distribution, with what the controller would write for these objects. */
export const ingressNginx: Edge = {
  name: 'ingress-nginx',
  origin: nginx.origin,
  files,
  // The stand-in listens there anyway.
  toLoopback: (text) => text,
  around: ({ directory, site }) => ({
    'nginx.conf': mainFile(directory),
    'jupyterhub.conf': nginxConfiguration(
      files.map((file) => readFileSync(join(directory, file), 'utf8')),
      site,
    ),
  }),
  arguments: nginx.arguments,
}
