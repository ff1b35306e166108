import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { Finding } from '#contracts';

const looks = {
  error: { tone: 'red', label: 'Lỗi', Icon: IconX },
  warning: { tone: 'amber', label: 'Cần xem', Icon: IconAlertTriangle },
  info: { tone: undefined, label: 'Ghi nhận', Icon: IconInfoCircle },
} as const;

const order = { error: 0, warning: 1, info: 2 } as const;

const placeOf = ({ source }: Finding): string => {
  if (source === null) return '';
  return 'line' in source ? `dòng ${String(source.line)}` : `${source.part}, hàng ${String(source.row)}`;
};

/** What the reader of the file noticed, the doubtful first. */
export const FindingList = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.length === 0 ? null : (
    <details open={findings.some((finding) => finding.severity === 'error')}>
      <summary>Ghi nhận khi đọc tệp ({findings.length})</summary>
      <ul className="findings">
        {findings
          .toSorted((one, other) => order[one.severity] - order[other.severity])
          .map((finding, index) => {
            const { tone, label, Icon } = looks[finding.severity];
            return (
              <li key={`${finding.code}:${String(index)}`}>
                <span className="mark" data-tone={tone}>
                  <Icon size={15} aria-hidden />
                  {label}
                </span>
                <span>
                  {finding.message} <span className="soft small">{placeOf(finding)}</span>
                </span>
              </li>
            );
          })}
      </ul>
    </details>
  );
