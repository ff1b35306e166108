import type { DraftIndicator } from '#contracts';

/** Appendix I of the draft. */
export const DraftIndicators = ({ indicators }: { readonly indicators: readonly DraftIndicator[] }) =>
  indicators.length === 0 ? null : (
    <section aria-labelledby="du-thao-chi-tieu">
      <h2 id="du-thao-chi-tieu" className="section-title">
        Chỉ tiêu ({indicators.length})
      </h2>
      <div className="table-frame long">
        <table className="plain draft-table cards-when-narrow">
          <thead>
            <tr>
              <th scope="col">TT</th>
              <th scope="col">Chỉ tiêu</th>
              <th scope="col">Đơn vị tính</th>
              <th scope="col">Cần đạt</th>
              <th scope="col">Cơ quan chủ trì</th>
            </tr>
          </thead>
          <tbody>
            {indicators.map((indicator, index) => (
              <tr key={index}>
                <td data-label="TT">{indicator.ordinal}</td>
                <td data-label="Chỉ tiêu">{indicator.name}</td>
                <td data-label="Đơn vị tính">{indicator.unit}</td>
                <td data-label="Cần đạt">{indicator.targets.map((target) => `${target.period}: ${target.text}`).join('; ')}</td>
                <td data-label="Cơ quan chủ trì">{indicator.leads.map((lead) => lead.text).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
