import { compareWith } from './differential-suite.ts'

compareWith('4.1.6')
