export interface SimulatorLine {
  readonly cursor: string;
  readonly id: string;
  readonly from: 'person' | 'bot';
  readonly text: string;
  readonly at: Date;
  readonly choices: readonly { readonly token: string; readonly label: string }[];
  readonly hasPhoto: boolean;
  readonly pressedOn: string | null;
  readonly replaces: string | null;
}

export interface SimulatorStore {
  /** Of the chat with this address, oldest first; `after` may repeat lines of the last seconds. */
  lines(address: string, after: string | null): Promise<readonly SimulatorLine[]>;
}
