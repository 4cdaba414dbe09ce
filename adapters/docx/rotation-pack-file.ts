import { municipalityName } from '../../bot/people/municipality.js';
import type { RotationPack } from '../../bot/rotation-pack/rotation-pack.js';

export interface PackFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A pack as a file to save. The library that writes Word files is loaded with the first one: few runs need it. */
export async function rotationPackFile(pack: RotationPack): Promise<PackFile> {
  const { rotationPackDocument } = await import('./rotation-pack-document.js');
  return {
    name: `引継ぎ資料_${municipalityName(pack.place)}_${pack.today}.docx`,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: await rotationPackDocument(pack),
  };
}
