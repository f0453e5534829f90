/** Every buyer of the simulator lives in the same made-up house. */
export function simulatedAddress(name: string) {
  return {
    name,
    company: null,
    address1: '1 Example Street',
    address2: null,
    city: 'Springfield',
    province: 'Illinois',
    zip: '62701',
    country: 'United States',
    country_code: 'US',
    phone: null,
  } as const;
}
