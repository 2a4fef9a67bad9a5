import { parseAllDocuments } from 'yaml'
import * as z from 'zod/mini'

const words = z.record(z.string(), z.string())
const meta = { name: z.string(), namespace: z.string(), annotations: z._default(words, {}) }
const port = z.union([z.object({ name: z.string() }), z.object({ number: z.number() })])
const pathSchema = z.object({
  path: z.string(),
  pathType: z.enum(['Prefix', 'Exact', 'ImplementationSpecific']),
  backend: z.object({ service: z.object({ name: z.string(), port }) }),
})

const ingressSchema = z.object({
  kind: z.literal('Ingress'),
  metadata: z.object(meta),
  spec: z.object({
    tls: z._default(z.array(z.object({ hosts: z.array(z.string()) })), []),
    rules: z.array(z.object({ host: z.string(), http: z.object({ paths: z.array(pathSchema) }) })),
  }),
})
const configMapSchema = z.object({ kind: z.literal('ConfigMap'), metadata: z.object(meta), data: words })
const serviceSchema = z.object({
  kind: z.literal('Service'),
  metadata: z.object(meta),
  spec: z.object({ externalTrafficPolicy: z._default(z.enum(['Cluster', 'Local']), 'Cluster') }),
})

const objectSchema = z.discriminatedUnion('kind', [ingressSchema, configMapSchema, serviceSchema])

export type Ingress = z.infer<typeof ingressSchema>
export type IngressPath = z.infer<typeof pathSchema>

/** What the controller has read of the cluster. */
export interface Cluster {
  ingresses: readonly Ingress[]
  /** Data of the ConfigMaps, by namespace and name: "ingress-nginx/custom". */
  configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Of the controller's own Service. */
  service: z.infer<typeof serviceSchema> | undefined
}

/** The objects of YAML files. @throws ZodError for one that Kubernetes would not take either */
export function readCluster(files: readonly string[]): Cluster {
  const objects = files
    .flatMap((text) => parseAllDocuments(text))
    .map((document) => objectSchema.parse(document.toJS()))
  return {
    ingresses: objects.filter((each) => each.kind === 'Ingress'),
    configMaps: new Map(
      objects
        .filter((each) => each.kind === 'ConfigMap')
        .map(({ metadata, data }) => [`${metadata.namespace}/${metadata.name}`, data]),
    ),
    service: objects.find((each) => each.kind === 'Service'),
  }
}
