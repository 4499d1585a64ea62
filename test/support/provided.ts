/** What one run's global setup hands to its test files, through vitest's provide and inject. */
export interface TestServer {
  /** Superuser's address. */
  readonly adminUrl: string;
  /** Role that owns every test database. */
  readonly url: string;
  /** Databases to clone: one whose tables are empty, and one as the first start of the service leaves it. */
  readonly templates: { readonly migrated: string; readonly begun: string };
}

export interface BrowserBinary {
  readonly executablePath: string;
  readonly args: string[];
  /** Over this process's own. */
  readonly env: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
    /** null: this machine has none that runs. */
    browser: BrowserBinary | null;
  }
}
