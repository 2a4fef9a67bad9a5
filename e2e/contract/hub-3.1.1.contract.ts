import { contractOf } from './contract-of.ts'
import { startRealHub } from './real-hub.ts'

contractOf('JupyterHub 3.1.1', '3.1.1', () => startRealHub('3.1.1'))
