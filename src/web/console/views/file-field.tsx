import type { VNode } from 'preact';

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
}

/** A table as CSV or Excel; one in a form. */
export function TableFileField({ label, hint }: FileFieldProps): VNode {
  return (
    <div>
      <label>
        {label}
        <input
          type="file"
          name="berkas"
          class="block"
          accept=".csv,.txt,.tsv,.xlsx"
          required
          aria-describedby="batas-berkas"
        />
      </label>
      <p class="hint" id="batas-berkas">
        {hint}
      </p>
    </div>
  );
}
