import type { Edge, EdgeName } from '../edges/edge.ts'
import { forSite, type Site } from '../site.ts'
import { applyToDirectives } from './directives.ts'
import { apache, caddy, haproxy } from './lines.ts'
import { nginx } from './nginx.ts'
import { applyToYaml } from './yaml.ts'
import { envoy, ingressNginx, traefik } from './yaml-dialects.ts'

type Apply = (files: Readonly<Record<string, string>>, lines: readonly string[]) => Record<string, string>

const directives = { nginx, apache, haproxy, caddy }
const trees = { traefik, envoy, 'ingress-nginx': ingressNginx }

function applierOf(name: EdgeName): Apply {
  if (name === 'traefik' || name === 'envoy' || name === 'ingress-nginx')
    return (files, lines) => applyToYaml(trees[name], files, lines)
  return (files, lines) =>
    Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, applyToDirectives(directives[name], text, lines)]),
    )
}

/** The operator's files with the printed lines in them. The address of the documentation is this site's, as in the files. */
export function applyRecipe(
  edge: Pick<Edge, 'name'>,
  files: Readonly<Record<string, string>>,
  { lines, site }: { lines: readonly string[]; site: Site },
): Record<string, string> {
  // What names the site is told as it is.
  const own = lines.map((line) => (line.startsWith('# what serves ') ? line : forSite(line, site)))
  return applierOf(edge.name)(files, own)
}
