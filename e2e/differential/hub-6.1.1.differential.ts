import { compareWith } from './differential-suite.ts'

compareWith('6.1.1')
