/** True in the build that carries its own hub; set by vite.config.ts. */
declare const __DEMO__: boolean
