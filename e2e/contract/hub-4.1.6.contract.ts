import { contractOf } from './contract-of.ts'
import { startRealHub } from './real-hub.ts'

contractOf('JupyterHub 4.1.6', '4.1.6', () => startRealHub('4.1.6'))
