import type { StaffActor } from '../console-services.js';
import type { KnownKeys, RotationView } from './ports.js';

export interface RotationServices {
  /** Who may see the state of the system; `rotation`: the newest. null: there never was one. */
  state(actor: StaffActor): Promise<{ readonly keys: KnownKeys; readonly rotation: RotationView | null }>;
  /** Begins one, or lets a stopped one go on. Twice is once. Throws not_found to who may not, rotation.other_key. */
  start(actor: StaffActor, ip: string): Promise<void>;
  /** Whoever is at work ends after its part. */
  stop(actor: StaffActor, ip: string): Promise<void>;
}
