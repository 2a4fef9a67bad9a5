import { useSyncExternalStore } from 'react'
import { doctor, type DoctorState } from './doctor-store.ts'

export function useDoctor(): DoctorState {
  return useSyncExternalStore(doctor.subscribe, doctor.snapshot)
}
