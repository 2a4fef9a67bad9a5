import { dictionaryOn } from './dictionary-suite.ts'

dictionaryOn('3.1.1')
