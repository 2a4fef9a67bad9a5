import { dictionaryOn } from './dictionary-suite.ts'

dictionaryOn('4.1.6')
