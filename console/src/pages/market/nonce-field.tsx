import { Button, Flex, Form } from 'antd';
import { useEffect } from 'react';
import { randomHex } from '../../domain/fingerprint.ts';
import type { OwnFieldProps } from '../../domain/form/field-context.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useWords } from '../../words/use-words.ts';

/** Bytes of a nonce: 32 hexadecimal digits, the least the market takes. */
const nonceBytes = 16;

/** A random number of the bidder's own, made here. He keeps it with his price and days, so that he can show what he sealed. */
export function NonceField({ value, onChange }: OwnFieldProps) {
  const { t } = useWords();
  const form = Form.useFormInstance();
  useEffect(() => {
    if (!value) onChange?.(randomHex(nonceBytes));
  }, [value, onChange]);
  const save = () => {
    const { priceYuan, days } = form.getFieldsValue(true) as Record<string, number>;
    // as the market seals it: its SHA-256 is the digest of the receipt
    saveFile('bid.txt', JSON.stringify({ priceYuan, days, nonce: value }), 'text/plain');
  };
  return (
    <Flex vertical gap="small" align="start">
      <code className="digits">{value as string}</code>
      <span className="quiet">{t('bid.keep')}</span>
      <Button onClick={save}>{t('bid.save')}</Button>
    </Flex>
  );
}
