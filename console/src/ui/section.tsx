import { Typography } from 'antd';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, extra, children }: Props) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <Typography.Title level={2} id={id}>
          {title}
        </Typography.Title>
        {extra}
      </div>
      {children}
    </section>
  );
}
