import { compareWith } from './differential-suite.ts'

compareWith('3.1.1')
