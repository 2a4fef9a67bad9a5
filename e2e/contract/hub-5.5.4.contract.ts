import { contractOf } from './contract-of.ts'
import { startRealHub } from './real-hub.ts'

contractOf('JupyterHub 5.5.4', '5.5.4', () => startRealHub('5.5.4'))
