import { dictionaryOn } from './dictionary-suite.ts'

dictionaryOn('5.5.4')
