/** The columns of a file of aid that was given, with titles as `headerKey` makes them; the most telling stand first. */
import { commonTitles } from '../import/sources.js';

export const aidFileColumns = ['nik', 'name', 'givenOn', 'amount', 'goods'] as const;
export type AidFileColumn = (typeof aidFileColumns)[number];

export const aidFileTitles: Readonly<Record<AidFileColumn, readonly string[]>> = {
  nik: commonTitles.nik,
  name: [...commonTitles.name, 'NAMAPENERIMABANTUAN'],
  givenOn: words(
    'TGLDIBERIKAN TGLPENYALURAN TGLSALUR TGLDISALURKAN TGLTERIMA TGLDITERIMA TGLPENERIMAAN TGLBANTUAN TGLPEMBAYARAN TGLBAYAR TGLPENCAIRAN TGLCAIR TGLREALISASI TGLTRANSAKSI TGL',
  ),
  amount: words(
    'JUMLAHUANG JUMLAHBANTUAN JUMLAHRP JUMLAHRUPIAH NOMINAL NOMINALBANTUAN NILAI NILAIBANTUAN BESARBANTUAN RUPIAH UANG JUMLAH RP',
  ),
  goods: words(
    'BARANG JENISBARANG NAMABARANG BENTUKBANTUAN JENISBANTUAN NAMABANTUAN BANTUAN KOMODITAS PAKET',
  ),
};

function words(list: string): readonly string[] {
  return list.split(' ');
}
