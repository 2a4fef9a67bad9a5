import { contractOf } from './contract-of.ts'
import { startRealHub } from './real-hub.ts'

contractOf('JupyterHub 6.1.1', '6.1.1', () => startRealHub('6.1.1'))
