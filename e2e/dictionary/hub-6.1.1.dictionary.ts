import { dictionaryOn } from './dictionary-suite.ts'

dictionaryOn('6.1.1')
