import { compareWith } from './differential-suite.ts'

compareWith('5.5.4')
